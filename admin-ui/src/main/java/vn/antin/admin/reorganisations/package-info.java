/**
 * Reorganisations: an administrator puts a plan together step by step, has it rehearsed, reads what
 * it would change and which documents are under way for seals that would stop, confirms it, and can
 * undo that until it takes effect.
 */
@ApplicationModule(allowedDependencies = {"session", "units", "upstream", "web"})
@NullMarked
package vn.antin.admin.reorganisations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
