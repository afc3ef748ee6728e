# Wrong: the string has no closing quotation mark.

print("Hello, world!)
