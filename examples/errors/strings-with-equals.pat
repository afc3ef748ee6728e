# Wrong: `==` compares numbers, and these are strings.

if ("Ada" == "Grace") { print("the same") } else { print("different") }
