/**
 * Signs office documents of ISO/IEC 29500 (.docx, .xlsx, .pptx) as Office does: a package signature
 * (part 2 section 13) with XAdES, by Apache POI. What is signed is what Office signs: the parts and
 * the relationships between them; document properties are not.
 *
 * <p>POI signs with a private key and there is none here: it is given a stand-in, whose value is
 * thrown away, and the signer's value is put in its place.
 */
@NullMarked
package vn.antin.signing.engine.office;

import org.jspecify.annotations.NullMarked;
