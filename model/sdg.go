package model

import (
	"strconv"
	"strings"
)

// The numbers of numeric and of lettered targets of each of the 17 goals, as listed in
// the annex of General Assembly resolution 71/313 (the global indicator framework).
var sdgTargets = [18][2]int{1: {5, 2}, 2: {5, 3}, 3: {9, 4}, 4: {7, 3}, 5: {6, 3}, 6: {6, 2}, 7: {3, 2}, 8: {10, 2},
	9: {5, 3}, 10: {7, 3}, 11: {7, 3}, 12: {8, 3}, 13: {3, 2}, 14: {7, 3}, 15: {9, 3}, 16: {10, 2}, 17: {19, 0}}

// ValidSDG says whether the text is the number of an SDG goal ("16") or the code of one
// of its targets ("16.6", "5.b").
func ValidSDG(code string) bool {
	goal, target, ok := splitSDG(code)
	if !ok || goal < 1 || goal > 17 {
		return false
	}
	if target == "" {
		return !strings.Contains(code, ".")
	}
	if n, err := strconv.Atoi(target); err == nil {
		return n >= 1 && n <= sdgTargets[goal][0] && strconv.Itoa(n) == target
	}
	return len(target) == 1 && target[0] >= 'a' && int(target[0]-'a') < sdgTargets[goal][1]
}

// GoalOf gives the goal's number of an SDG goal or target; 0 where it is neither.
func GoalOf(code string) int {
	goal, _, ok := splitSDG(code)
	if !ok {
		return 0
	}
	return goal
}

// CompareSDG orders codes as the UN lists them: 5, 5.1, 5.a, 16, 16.6, 16.10, 17.
func CompareSDG(a, b string) int {
	ga, ta, _ := splitSDG(a)
	gb, tb, _ := splitSDG(b)
	if ga != gb {
		return ga - gb
	}
	na, errA := strconv.Atoi(ta)
	nb, errB := strconv.Atoi(tb)
	switch {
	case errA == nil && errB == nil:
		return na - nb
	case errA == nil && tb != "":
		return -1
	case errB == nil && ta != "":
		return 1
	}
	return strings.Compare(ta, tb)
}

func splitSDG(code string) (goal int, target string, ok bool) {
	number, target, _ := strings.Cut(code, ".")
	goal, err := strconv.Atoi(number)
	return goal, target, err == nil && strconv.Itoa(goal) == number
}

// goalTitles are the short titles of the goals, as the UN shows them.
// https://sdgs.un.org/goals
var goalTitles = [18]string{"", "No poverty", "Zero hunger", "Good health and well-being", "Quality education", "Gender equality",
	"Clean water and sanitation", "Affordable and clean energy", "Decent work and economic growth", "Industry, innovation and infrastructure",
	"Reduced inequalities", "Sustainable cities and communities", "Responsible consumption and production", "Climate action",
	"Life below water", "Life on land", "Peace, justice and strong institutions", "Partnerships for the goals"}

// GoalTitle gives the short title of the goal that a code belongs to; "" for no code.
func GoalTitle(code string) string {
	if goal := GoalOf(code); goal >= 1 && goal <= 17 {
		return goalTitles[goal]
	}
	return ""
}

// SDGCodes lists all goals, each followed by its targets.
func SDGCodes() []string {
	var codes []string
	for goal := 1; goal <= 17; goal++ {
		codes = append(codes, strconv.Itoa(goal))
		for n := 1; n <= sdgTargets[goal][0]; n++ {
			codes = append(codes, strconv.Itoa(goal)+"."+strconv.Itoa(n))
		}
		for n := range sdgTargets[goal][1] {
			codes = append(codes, strconv.Itoa(goal)+"."+string(rune('a'+n)))
		}
	}
	return codes
}
