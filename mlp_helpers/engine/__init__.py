"""What training runs on. Lessons import none of it.

steps      one training step, in two ways: by the layers' own gradients, by autograd
arrays     what tensors and NumPy's arrays have in common
progress   the line that says how long a run will still take
places     where the course's files are
"""
