package fapo.genrm.symbolic;

/// One relation of a chain: what stands left of it and right of it.
///
/// @param relation index of the relation's token
/// @param left what ends at the relation
/// @param right what starts after it
/// @param chained whether `left` is also the right side of the relation before
/// @param before the value that stands before `left` in its clause, else [ExactValue#NONE]
/// @param chainStart index of the token at which the chain starts
record Link(
    int relation,
    Reading left,
    Reading right,
    boolean chained,
    ExactValue before,
    int chainStart) {}
