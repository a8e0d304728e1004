package dashboard

// NavigationItem is one entry of the main menu. Entries of one group stand together.
type NavigationItem struct {
	Group   string // overview, data, reports, rules or help
	Key     string
	Path    string
	Current bool
	right   right // of the page that it leads to
}

// MenuGroup is a group of the main menu.
type MenuGroup struct {
	Key   string // of its name
	Items []NavigationItem
}

// Current returns the entry of the group that the page belongs to, or nil.
func (g MenuGroup) Current() *NavigationItem {
	for i := range g.Items {
		if g.Items[i].Current {
			return &g.Items[i]
		}
	}
	return nil
}

// menuGroups lists the groups in the order in which they stand.
func menuGroups() []string { return []string{"overview", "data", "reports", "rules", "help"} }

// Menu returns the entries of the main menu in their groups. A group without entries is
// left out.
func (f Frame) Menu() []MenuGroup {
	var menu []MenuGroup
	for _, name := range menuGroups() {
		group := MenuGroup{Key: "menu." + name}
		for _, item := range f.Navigation {
			if item.Group == name {
				group.Items = append(group.Items, item)
			}
		}
		if len(group.Items) > 0 {
			menu = append(menu, group)
		}
	}
	return menu
}

// Place returns the entry of the menu that the page belongs to, or nil.
func (f Frame) Place() *NavigationItem {
	for _, group := range f.Menu() {
		if current := group.Current(); current != nil {
			return current
		}
	}
	return nil
}
