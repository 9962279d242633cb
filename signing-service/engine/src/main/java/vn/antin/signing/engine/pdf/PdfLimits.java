package vn.antin.signing.engine.pdf;

/**
 * What a file may ask of its reader; more is refused.
 *
 * @param nesting arrays and dictionaries within each other
 * @param objectNumber largest number of an object
 * @param items values in one indirect object
 * @param stringBytes bytes of all strings in one indirect object
 * @param decodedBytes of one stream after its filters are undone
 * @param sections parts of the cross-reference: the file's revisions, twice that for hybrid ones
 * @param nodes of the page tree, or of the form's fields
 * @param objects found by a scan when the cross-reference is broken
 * @param work bytes parsed and decoded for one file in all, beside scans of the whole file
 */
record PdfLimits(
    int nesting,
    int objectNumber,
    int items,
    int stringBytes,
    int decodedBytes,
    int sections,
    int nodes,
    int objects,
    long work) {

  /** Generous for real documents; at most some ten megabytes and a second or two. */
  static final PdfLimits DEFAULT =
      new PdfLimits(
          128, 8_388_607, 500_000, 8 << 20, 16 << 20, 2_000, 200_000, 300_000, 128L << 20);
}
