package vn.antin.ldap.federation;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One reading of a directory that is not trusted to keep to what it was asked. */
final class CertificateReading implements SearchResultListener {
  @Serial private static final long serialVersionUID = 1L;

  private static final String CERTIFICATE = "userCertificate";
  private static final int PAGE = 500;
  private static final int LONGEST_MESSAGE = 4 * 1024 * 1024;

  private final transient CertificateSearch search;
  private final transient List<PublishedCertificates.Entry> entries = new ArrayList<>();
  private long bytes;
  private volatile boolean late;

  /** Ends a search whose server goes on and on. */
  private static final class Enough extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
  }

  CertificateReading(CertificateSearch search) {
    this.search = search;
  }

  PublishedCertificates from(Servers servers, ServiceAccount account) {
    try (LDAPConnection connection = Connections.single(servers, account, LONGEST_MESSAGE);
        var watch = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          watch.schedule(() -> cut(connection), search.longest().toMillis(), TimeUnit.MILLISECONDS);
      try {
        pages(connection);
      } finally {
        watch.shutdownNow();
      }
      return new PublishedCertificates.Found(entries);
    } catch (Enough _) {
      return new PublishedCertificates.TooMuch();
    } catch (LDAPException failed) {
      if (late) {
        return new PublishedCertificates.TooMuch();
      }
      return ResultCode.SIZE_LIMIT_EXCEEDED.equals(failed.getResultCode())
          ? new PublishedCertificates.Withheld()
          : new PublishedCertificates.Unreachable(String.valueOf(failed.getResultCode()));
    }
  }

  private void cut(LDAPConnection connection) {
    late = true;
    connection.close();
  }

  private void pages(LDAPConnection connection) throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            this,
            search.base(),
            SearchScope.SUB,
            DereferencePolicy.NEVER,
            0,
            0,
            false,
            search.parsedFilter(),
            wanted());
    SimplePagedResultsControl page = new SimplePagedResultsControl(PAGE);
    while (page != null) {
      request.setControls(page);
      SimplePagedResultsControl answer = SimplePagedResultsControl.get(connection.search(request));
      page =
          answer == null || !answer.moreResultsToReturn()
              ? null
              : new SimplePagedResultsControl(PAGE, answer.getCookie());
    }
  }

  private String[] wanted() {
    List<String> wanted = new ArrayList<>();
    wanted.add(CERTIFICATE + ";binary");
    wanted.add(search.usernameAttribute());
    String unit = search.unitAttribute();
    if (unit != null) {
      wanted.add(unit);
    }
    return wanted.toArray(String[]::new);
  }

  @Override
  public void searchEntryReturned(SearchResultEntry entry) {
    List<byte[]> certificates = new ArrayList<>();
    for (Attribute attribute : entry.getAttributesWithOptions(CERTIFICATE, null)) {
      for (byte[] value : attribute.getValueByteArrays()) {
        certificates.add(value);
        bytes += value.length;
      }
    }
    String username = text(entry, search.usernameAttribute());
    String unit = text(entry, search.unitAttribute());
    bytes += username.length() + unit.length();
    if (late || entries.size() >= search.entries() || bytes > search.bytes()) {
      throw new Enough();
    }
    entries.add(new PublishedCertificates.Entry(username, unit, certificates));
  }

  private static String text(SearchResultEntry entry, @Nullable String attribute) {
    String value = attribute == null ? null : entry.getAttributeValue(attribute);
    return value == null ? "" : value;
  }

  /** Another directory is not asked. */
  @Override
  public void searchReferenceReturned(SearchResultReference reference) {}
}
