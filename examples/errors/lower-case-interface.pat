# Wrong: names of interfaces and messages start with a capital letter.

interface postbox { letter(String) }

print("nothing happens")
