package vn.antin.ldap.gateway;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.controls.ManageDsaITRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The controls of a request: which are understood, and the page asked for (RFC 2696). */
record RequestControls(@Nullable Integer pageSize, Cursor cursor, @Nullable String unsupported) {
  /** There are no referrals here, so ManageDsaIT is honoured by doing nothing. */
  static final List<String> SUPPORTED =
      List.of(
          SimplePagedResultsControl.PAGED_RESULTS_OID,
          ManageDsaITRequestControl.MANAGE_DSA_IT_REQUEST_OID);

  /**
   * Reads the controls of a request.
   *
   * @throws LDAPException when the paging control or its cookie is malformed
   */
  static RequestControls of(List<Control> controls, boolean search) throws LDAPException {
    Integer pageSize = null;
    Cursor cursor = Cursor.START;
    for (Control control : controls) {
      if (search && control.getOID().equals(SimplePagedResultsControl.PAGED_RESULTS_OID)) {
        SimplePagedResultsControl page =
            new SimplePagedResultsControl(
                control.getOID(), control.isCritical(), control.getValue());
        pageSize = Math.max(0, page.getSize());
        ASN1OctetString cookie = page.getCookie();
        cursor = cookie == null ? Cursor.START : Cursor.of(cookie.getValue());
      } else if (control.isCritical()
          && !control.getOID().equals(ManageDsaITRequestControl.MANAGE_DSA_IT_REQUEST_OID)) {
        return new RequestControls(null, Cursor.START, control.getOID());
      }
    }
    return new RequestControls(pageSize, cursor, null);
  }
}
