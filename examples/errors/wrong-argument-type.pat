# Wrong: `print` takes a String and gets an Int.
# Numbers are turned into strings with `intToString`.

print(6 * 7)
