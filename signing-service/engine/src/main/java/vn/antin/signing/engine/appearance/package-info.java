/**
 * What a signature looks like on the page.
 *
 * <p>Decree 30/2020/NĐ-CP, Annex I, says where the signature of the competent person, the seal of
 * the agency, the mark of an annex and the mark of a copy stand and what they show. A reader
 * measures in millimetres from the edges of the page as it is shown, so everything here is laid out
 * on the page as seen and only then turned into the units of the file (ISO 32000-1 sections 7.7.3.3
 * and 12.5.5). What is drawn comes from {@code content}. What an appearance would cover is told,
 * never decided.
 */
@NullMarked
package vn.antin.signing.engine.appearance;

import org.jspecify.annotations.NullMarked;
