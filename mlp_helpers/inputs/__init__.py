"""What is asked of arguments before anything is done, and what to do if it does not fit.

training   of models, data, rates and generators
modes      a model's two modes, also where a function stands around it
many       of models that are to be trained together
published  the published figures that lessons compare with
"""
