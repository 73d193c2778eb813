"""What is asked of arguments and files before anything is done, and what to do if it does not fit.

names      of names, and of a file of names
training   of models, data, rates and generators; a model's two modes
many       of models that are to be trained together
published  the published figures that lessons compare with
"""
