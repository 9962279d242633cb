/**
 * The pictures that signatures show: an official's handwritten signature and an agency's seal at
 * its real size (Decree 30/2020/NĐ-CP, Annex I).
 *
 * <p>One is in force for each official and each unit. An official brings their own, an
 * administrator that of a unit they answer for; both are audited. A picture is read as hostile: PNG
 * only, its size checked before it is decoded. It lies wrapped by the root key and is named by its
 * SHA-256 wherever it is approved, so a picture that was exchanged afterwards is never drawn.
 */
@ApplicationModule(allowedDependencies = {"certificate", "document", "people", "problem", "web"})
@NullMarked
package vn.antin.signing.image;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
