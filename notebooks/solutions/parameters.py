# Only the hidden layer's weights depend on the length of the context: it reads all embeddings
# of an example side by side. The embedding table is the same for every place in the context.


def count_parameters(characters, context, dim, hidden):
    embedding = characters * dim
    hidden_layer = context * dim * hidden + hidden
    output_layer = hidden * characters + characters
    return embedding + hidden_layer + output_layer
