# Column j holds all the times that j came, so its entries are shared out by the column's sum.
# Plain sum(0) would do: shapes are lined up from the right, so its sums are a row that is
# repeated downwards, as wanted. keepdim=True stands all the same: it says what is meant.


def what_came_before(counts):
    return counts / counts.sum(0, keepdim=True)
