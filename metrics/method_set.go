package metrics

// MethodSet names everything that turns values and targets into assessments: the
// methods, their reasons and their steps. It is raised whenever changed code may give
// the same input another assessment, so that what was stored by older code is computed
// anew.
const MethodSet = "methods-3"
