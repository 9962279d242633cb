package vn.antin.signing.certificate.list;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.antin.ldap.federation.Transport;

/**
 * The directory in which an outside authority publishes certificates.
 *
 * @param urls its servers, tried in order; none when there is no such directory
 * @param transport start-tls, ldaps, or plain (loopback only)
 * @param trustFile PEM certificates to trust; absent means the JVM's own
 * @param bindDn the account that reads
 * @param bindPasswordFile its password, read each time
 * @param base subtree that holds the entries
 * @param filter which entries (RFC 4515)
 * @param usernameAttribute names the official who holds an entry's certificates
 * @param unitAttribute holds the code of the unit whose seals they are; absent when none does
 * @param connectTimeout to open a connection, TLS included
 * @param responseTimeout for one page
 * @param longest for everything
 */
@Validated
@ConfigurationProperties("antin.certificate-directory")
record DirectoryProperties(
    @DefaultValue List<URI> urls,
    @DefaultValue("start-tls") Transport transport,
    @Nullable Path trustFile,
    @Nullable String bindDn,
    @Nullable Path bindPasswordFile,
    @Nullable String base,
    @DefaultValue("(userCertificate;binary=*)") String filter,
    @DefaultValue("uid") String usernameAttribute,
    @Nullable String unitAttribute,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("10s") Duration responseTimeout,
    @DefaultValue("2m") Duration longest) {
  DirectoryProperties {
    urls = List.copyOf(urls);
  }
}
