/**
 * Papers that people sign with a pen: a head, a title, lines filled in or left to be written on, in
 * the layout of official papers (Decree 30/2020/NĐ-CP Annex I).
 */
@NullMarked
package vn.antin.signing.engine.appearance.paper;

import org.jspecify.annotations.NullMarked;
