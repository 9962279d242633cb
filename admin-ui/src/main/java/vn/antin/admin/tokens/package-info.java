/**
 * How the tokens do that hold the keys: whether they answer, how much they sign, what they can do,
 * and how many keys live in them or wrapped in the database. Nothing is changed here; keys are made
 * and moved with {@code ./antin keys} on the machine that has the token.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
