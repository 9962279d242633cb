/**
 * How a document is issued: the leader signs, number and date are filled in, the agency seals.
 *
 * <p>Decree 30/2020/NĐ-CP, Art. 5 and 32: the document is an original only when both the competent
 * person and the agency have signed, in this order. Two ways keep the leader's signature valid:
 *
 * <ul>
 *   <li>(a) the number is reserved before the leader signs; then nothing but signatures is added,
 *       each by an update of its own with a widget of its own. A document that arrives signed can
 *       only be issued this way.
 *   <li>(b) {@link vn.antin.signing.engine.issuance.IssuanceForm} lays down all fields before the
 *       first signature. The leader certifies (DocMDP P=2, which forbids new fields but not filling
 *       those there, ISO 32000-1 section 12.8.2.2) and locks every other field of the document
 *       (FieldMDP, section 12.8.2.4): all except number, date and seal, whose turn comes later. The
 *       seal's signature then locks everything.
 * </ul>
 */
@NullMarked
package vn.antin.signing.engine.issuance;

import org.jspecify.annotations.NullMarked;
