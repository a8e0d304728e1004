package metrics

// Catalogue is the whole of the reference data at one moment: everything that is
// not an observation. It is immutable once built by NewCatalogue; readers share it.
type Catalogue struct {
	Plans               []Plan              `json:"plans"`
	Themes              []Theme             `json:"themes"`
	Indicators          []Indicator         `json:"indicators"`
	IndicatorAliases    []IndicatorAlias    `json:"indicator_aliases"`
	Targets             []Target            `json:"targets"`
	Benchmarks          []BenchmarkValue    `json:"benchmarks"`
	Conflicts           []Conflict          `json:"conflicts"`
	Statements          []Statement         `json:"statements"`
	Areas               []Area              `json:"areas"`
	Organisations       []Organisation      `json:"organisations"`
	OrganisationAliases []OrganisationAlias `json:"organisation_aliases"`
	Tasks               []Task              `json:"tasks"`
	Projects            []Project           `json:"projects"`
	Feeds               []Feed              `json:"feeds"`
	TargetGroups        []TargetGroup       `json:"target_groups"`
	Derivations         []Derivation        `json:"derivations"`
	PipelineLinks       []PipelineLink      `json:"pipeline_links"`

	plans              map[string]*Plan
	themes             map[string]*Theme
	indicators         map[string]*Indicator
	targets            map[string]*Target
	targetsByIndicator map[string][]*Target
	conflicts          map[string]*Conflict
	statements         map[string]*Statement
	areas              map[string]*Area
	organisations      map[string]*Organisation
	feeds              map[string]*Feed
	groups             map[string]*TargetGroup
	membersOfGroup     map[string][]groupMembership
	derivations        map[string]*Derivation
	formulas           map[string]compiledDerivation
	derivedFrom        map[string][]*Derivation // by the code of an input
	positionsByArea    map[string][]int         // of Targets, by area
	targetsByPlace     map[place][]int          // of Targets, by series whatever the scenario
	areasOfEach        map[string][]string      // by a group area such as 150600-EACH
	eachOfArea         map[string][]string      // the group areas that an area counts for
}

// Index builds the lookups by code and returns the same Catalogue. It must be
// called once after the lists are filled and before the Catalogue is shared.
func (c *Catalogue) Index() *Catalogue {
	c.plans = index(c.Plans, func(p *Plan) string { return p.Code })
	c.themes = index(c.Themes, func(t *Theme) string { return t.Code })
	c.indicators = index(c.Indicators, func(i *Indicator) string { return i.Code })
	c.targets = index(c.Targets, func(t *Target) string { return t.Code })
	c.conflicts = index(c.Conflicts, func(x *Conflict) string { return x.Code })
	c.statements = index(c.Statements, func(s *Statement) string { return s.ID })
	c.areas = index(c.Areas, func(a *Area) string { return a.Code })
	c.organisations = index(c.Organisations, func(o *Organisation) string { return o.Code })
	c.feeds = index(c.Feeds, func(f *Feed) string { return f.Code })
	c.targetsByIndicator = map[string][]*Target{}
	for i := range c.Targets {
		target := &c.Targets[i]
		c.targetsByIndicator[target.Indicator] = append(c.targetsByIndicator[target.Indicator], target)
	}
	c.indexPlaces()
	c.indexGroups()
	c.indexDerivations()
	return c
}

func index[T any](list []T, code func(*T) string) map[string]*T {
	byCode := make(map[string]*T, len(list))
	for i := range list {
		byCode[code(&list[i])] = &list[i]
	}
	return byCode
}

// Plan returns the plan with this code, or nil.
func (c *Catalogue) Plan(code string) *Plan { return c.plans[code] }

// Theme returns the theme with this code, or nil.
func (c *Catalogue) Theme(code string) *Theme { return c.themes[code] }

// Indicator returns the indicator with this code, or nil.
func (c *Catalogue) Indicator(code string) *Indicator { return c.indicators[code] }

// Target returns the target with this code, or nil.
func (c *Catalogue) Target(code string) *Target { return c.targets[code] }

// TargetsOf returns the targets on an indicator, in the order of the catalogue.
func (c *Catalogue) TargetsOf(indicator string) []*Target { return c.targetsByIndicator[indicator] }

// Conflict returns the conflict with this code, or nil.
func (c *Catalogue) Conflict(code string) *Conflict { return c.conflicts[code] }

// Statement returns the statement with this identifier, or nil.
func (c *Catalogue) Statement(id string) *Statement { return c.statements[id] }

// Area returns the area with this code, or nil.
func (c *Catalogue) Area(code string) *Area { return c.areas[code] }

// Organisation returns the organisation with this code, or nil.
func (c *Catalogue) Organisation(code string) *Organisation { return c.organisations[code] }

// Feed returns the feed with this code, or nil.
func (c *Catalogue) Feed(code string) *Feed { return c.feeds[code] }
