package metrics

// TaskNode is a heading of a plan with the headings and the tasks below it.
type TaskNode struct {
	Title    string
	Depth    int // 1 for the headings at the top
	Tally    TaskTally
	Children []*TaskNode
	Tasks    []*Task // those that stand directly below the heading
}

// TaskTreeOf orders tasks under the headings that their plan prints, up to three levels:
// the environments, groups of indicators and measures of document 167. A level that the
// plan does not print is passed over, and a heading that comes back joins its first
// place. The root is no heading; its tally is that of all tasks.
func TaskTreeOf(tasks []*Task, progress func(*Task) TaskProgress) *TaskNode {
	root := &TaskNode{}
	for _, task := range tasks {
		at := progress(task)
		node := root
		node.Tally.Add(at)
		for _, title := range []string{task.Level1, task.Level2, task.Level3} {
			if title == "" {
				continue
			}
			node = node.child(title)
			node.Tally.Add(at)
		}
		node.Tasks = append(node.Tasks, task)
	}
	return root
}

func (n *TaskNode) child(title string) *TaskNode {
	for _, child := range n.Children {
		if child.Title == title {
			return child
		}
	}
	child := &TaskNode{Title: title, Depth: n.Depth + 1}
	n.Children = append(n.Children, child)
	return child
}

// CountAt is how many headings stand at a depth below the node.
func (n *TaskNode) CountAt(depth int) int {
	count := 0
	for _, child := range n.Children {
		if child.Depth == depth {
			count++
		}
		count += child.CountAt(depth)
	}
	return count
}
