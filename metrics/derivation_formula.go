package metrics

import (
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
)

// maxFormulaNodes bounds the size of an expression.
const maxFormulaNodes = 100

// compiledDerivation is a Derivation ready to be computed, or the reason why it
// cannot be.
type compiledDerivation struct {
	program *vm.Program
	err     error
}

// Check tells what is wrong with a derivation: an expression that cannot be read or
// that names what is no input, an operation other than + − × ÷, comparisons, and,
// or, not, count and len, or a result that is no number.
func (d Derivation) Check() error { return compileDerivation(d).err }

func compileDerivation(d Derivation) compiledDerivation {
	names := map[string]any{}
	for _, input := range d.Inputs {
		if !inputName.MatchString(input.Name) {
			return compiledDerivation{err: fmt.Errorf("derivation of %s: %q is no name", d.Indicator, input.Name)}
		}
		if _, twice := names[input.Name]; twice {
			return compiledDerivation{err: fmt.Errorf("derivation of %s: the name %q stands twice", d.Indicator, input.Name)}
		}
		if input.Each == "" {
			names[input.Name] = quantity{}
		} else {
			names[input.Name] = []quantity{}
		}
	}
	if err := checkExpression(d.Expression); err != nil {
		return compiledDerivation{err: fmt.Errorf("derivation of %s: %w", d.Indicator, err)}
	}
	options := append([]expr.Option{expr.Env(names), expr.Optimize(false), expr.MaxNodes(maxFormulaNodes)}, quantityOptions()...)
	program, err := expr.Compile(d.Expression, options...)
	if err != nil {
		return compiledDerivation{err: fmt.Errorf("derivation of %s: %w", d.Indicator, err)}
	}
	switch program.Node().Type() {
	case reflect.TypeFor[quantity](), reflect.TypeFor[int](), reflect.TypeFor[float64]():
		return compiledDerivation{program: program}
	}
	return compiledDerivation{err: fmt.Errorf("derivation of %s: the result is no number", d.Indicator)}
}

// compute runs the formula on its inputs. The error is a Problem.
func (c compiledDerivation) compute(values map[string]any) (*big.Rat, error) {
	failed := NewProblem("assess.reason.derivation_failed")
	if c.err != nil {
		return nil, failed.Because(c.err)
	}
	result, err := expr.Run(c.program, values)
	if err != nil {
		if problem := AsProblem(err); problem != nil {
			return nil, problem
		}
		return nil, failed.Because(err)
	}
	number, is := quantityOf(result)
	if !is {
		return nil, failed
	}
	return number.number, nil
}

// checkExpression refuses what a formula has no need of: an expression comes from a
// file and must not be able to do more than arithmetic.
func checkExpression(text string) error {
	tree, err := parser.Parse(text)
	if err != nil {
		return err
	}
	visitor := &formulaVisitor{}
	ast.Walk(&tree.Node, visitor)
	return visitor.err
}

type formulaVisitor struct{ err error }

// Visit notes the first node that is not allowed.
func (v *formulaVisitor) Visit(node *ast.Node) {
	allowed := false
	switch node := (*node).(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.IdentifierNode, *ast.PredicateNode, *ast.PointerNode:
		allowed = true
	case *ast.UnaryNode:
		allowed = node.Operator == "not" || node.Operator == "!"
	case *ast.BinaryNode:
		allowed = slices.Contains(strings.Fields("+ - * / == != < <= > >= and or && ||"), node.Operator)
	case *ast.BuiltinNode:
		allowed = node.Name == "count" || node.Name == "len"
	}
	if !allowed && v.err == nil {
		v.err = errors.New("the expression " + strconv.Quote((*node).String()) + " is not allowed")
	}
}

var (
	inputName    = regexp.MustCompile(`^[a-z][a-z_0-9]*$`)
	formulaNames = regexp.MustCompile(`[a-z][a-z_0-9]*|[*/-]`)
)

// filledFormula writes an expression with the numbers in the places of the names.
func filledFormula(expression string, numbers map[string]string) string {
	return formulaNames.ReplaceAllStringFunc(expression, func(part string) string {
		switch part {
		case "*":
			return "×"
		case "/":
			return "÷"
		case "-":
			return "−"
		}
		if number, known := numbers[part]; known {
			return number
		}
		return part
	})
}
