package dashboard

import (
	"slices"
	"testing"
)

// Every entry of the menu belongs to a group that is shown.
func TestNavigationIsInGroups(t *testing.T) {
	for _, item := range navigation() {
		if !slices.Contains(menuGroups(), item.Group) {
			t.Errorf("%s stands in the group %q, which the menu does not have", item.Key, item.Group)
		}
	}
}

func TestMenuGroupsStandInOrder(t *testing.T) {
	frame := Frame{Navigation: []NavigationItem{
		{Group: "help", Key: "a"}, {Group: "data", Key: "b"}, {Group: "overview", Key: "c"}, {Group: "data", Key: "d", Current: true},
	}}
	var order []string
	for _, group := range frame.Menu() {
		order = append(order, group.Key)
		for _, item := range group.Items {
			order = append(order, item.Key)
		}
	}
	if want := []string{"menu.overview", "c", "menu.data", "b", "d", "menu.help", "a"}; !slices.Equal(order, want) {
		t.Errorf("the menu is %v, want %v", order, want)
	}
	if place := frame.Place(); place == nil || place.Key != "d" {
		t.Errorf("the current entry is %v, want d", place)
	}
}
