/**
 * What an application asks an official to sign, in one form however it was asked.
 *
 * <p>Four dialects are read, each strictly: our own type of {@code authorization_details} (RFC
 * 9396), the types of CSC API v2.0 and v2.2, and the parameters that scope {@code credential} takes
 * in CSC API v2 where no details are given. Of each comes a {@link
 * vn.antin.auth.approval.asked.Wish}; with a certificate chosen, that is the {@link
 * vn.antin.auth.approval.asked.SignatureDetails} which an official agrees to and signing-service
 * learns by introspection.
 */
@NullMarked
package vn.antin.auth.approval.asked;

import org.jspecify.annotations.NullMarked;
