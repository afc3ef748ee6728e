# Wrong: a message payload is declared returnable, [R].
# A mailbox that travels in a message is usable only: the sender may still use it too.

interface Server { Get(Client!Reply[R]) }
interface Client { Reply(Int) }

print("nothing happens")
