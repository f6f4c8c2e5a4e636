package fapo.genrm.engine.cache;

/// What a full block holds: these tokens after that prefix. The parent's id stands for the whole
/// prefix, since ids are never given twice: equal parent and equal tokens mean equal prefixes.
///
/// @param id from 1
/// @param parent id of the content of the block before; {@link #NOTHING} for the first block
/// @param hash chained
/// @param tokens of this block
/// @param block where the keys and values are
@SuppressWarnings("ArrayRecordComponent") // compared by its id
record Content(long id, long parent, long hash, int[] tokens, int block) {
  static final long NOTHING = 0;
}
