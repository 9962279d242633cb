/**
 * Registers of the numbers of issued documents (Decree 30/2020/NĐ-CP, Art. 15): one for each
 * agency, type of document and year in Vietnam.
 *
 * <p>Numbers in turn have no gaps: the register's row is locked while one is taken, and the number
 * goes when the caller's transaction does not commit. A number that somebody chose is taken when it
 * is free, and passed over later. What was cancelled is recorded so and never given again.
 */
@ApplicationModule(allowedDependencies = {"certificate", "people", "problem", "web"})
@NullMarked
package vn.antin.signing.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
