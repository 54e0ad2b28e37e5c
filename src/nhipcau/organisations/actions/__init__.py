"""Every change of state in this room: policy, transaction, audit entry."""
