/**
 * What an outside authority is asked on paper: to certify (Decree 68/2024/NĐ-CP), to suspend or to
 * revoke for a reason of its Art. 17, as a PDF filled in with what is known here.
 *
 * <p>The annexed forms of the decree are not reproduced: the sheet says what this service knows, in
 * the layout of official papers (Decree 30/2020/NĐ-CP), and leaves the rest to be written by hand.
 */
@NullMarked
package vn.antin.signing.certificate.form;

import org.jspecify.annotations.NullMarked;
