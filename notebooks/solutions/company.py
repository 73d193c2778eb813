# A slice keeps the axis: x[i : i + 1] is a batch of one row. All entries have to be close, and
# a nan is close to nothing. One row that depends on the others is enough.


def depends_on_company(model, x):
    in_company = model(x)
    for i in range(len(x)):
        try:
            alone = model(x[i : i + 1])
        except ValueError:
            return True
        close = (alone - in_company[i : i + 1]).abs() < 0.0001
        if not close.all():
            return True
    return False
