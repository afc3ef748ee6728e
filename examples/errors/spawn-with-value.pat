# Wrong: a spawned process ends with a number.
# Nobody is there to take it: a process gives its results away in messages.

spawn { 6 * 7 };
print("spawned")
