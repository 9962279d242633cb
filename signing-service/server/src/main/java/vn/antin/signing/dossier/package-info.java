/**
 * Results of dossiers: what a one-stop shop hands to a citizen, signed, with a QR code that leads
 * to a page where anyone sees who signed it and whether it still holds (Decree 45/2020/NĐ-CP on
 * administrative procedures in the electronic environment).
 *
 * <p>A result is a document of an application with a code of 128 random bits. The code's address is
 * drawn onto the document before the first signature, so that every signature covers it. Signing by
 * officials is {@code submission}'s: a batch of results is one signing request, approved by one
 * gesture however many there are.
 *
 * <p>Or an agency's seal signs by standing order, see {@link vn.antin.signing.dossier.order}.
 *
 * <p>Whoever has the code learns little: kind and number of the result, the unit, who signed and
 * when, whether the signatures hold, and the file's hash. Never the dossier, its holder or the
 * content.
 */
@ApplicationModule(
    allowedDependencies = {
      "certificate",
      "document",
      "grant",
      "people",
      "problem",
      "signature",
      "submission",
      "validation",
      "web"
    })
@NullMarked
package vn.antin.signing.dossier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
