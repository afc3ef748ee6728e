# Wrong: a message carries a mailbox of an interface that does not exist.
# Nobody could ever send this message.

interface Server { Get(Clint!Reply) }
interface Client { Reply(Int) }

print("nothing happens")
