package vn.antin.auth.federation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.antin.ldap.federation.AttributeMapping;
import vn.antin.ldap.federation.DirectorySource;
import vn.antin.ldap.federation.Servers;
import vn.antin.ldap.federation.ServiceAccount;
import vn.antin.ldap.federation.Transport;
import vn.antin.ldap.federation.Users;

/**
 * The directories that hold passwords of our accounts.
 *
 * @param sources none by default
 */
@ConfigurationProperties("antin.federation")
@Validated
record FederationProperties(@DefaultValue @Valid List<Source> sources) {
  FederationProperties {
    sources = List.copyOf(sources);
  }

  /**
   * One directory.
   *
   * @param name short and stable; accounts refer to their directory by it
   * @param urls {@code ldap://host[:389]} or {@code ldaps://host[:636]}, tried in order
   * @param transport start-tls, ldaps, or plain (loopback only)
   * @param trustFile PEM certificates to trust; absent means the JVM's own
   * @param bindDn the account that searches for users
   * @param bindPasswordFile its password, read at every bind
   * @param userBase subtree that holds the users
   * @param userFilter a further condition (RFC 4515), for example {@code (objectClass=person)}
   * @param loginAttributes our user name must equal one of these; sAMAccountName for Active
   *     Directory
   * @param attributes which attribute carries what
   * @param connectTimeout to open a connection, TLS included
   * @param responseTimeout for one search or bind
   * @param connections at most so many of each kind (search, bind)
   */
  record Source(
      @NotBlank String name,
      @NotEmpty List<URI> urls,
      @DefaultValue("start-tls") Transport transport,
      @Nullable Path trustFile,
      @NotBlank String bindDn,
      @NotNull Path bindPasswordFile,
      @NotBlank String userBase,
      @Nullable String userFilter,
      @DefaultValue("uid") List<String> loginAttributes,
      @DefaultValue Attributes attributes,
      @DefaultValue("3s") Duration connectTimeout,
      @DefaultValue("5s") Duration responseTimeout,
      @DefaultValue("8") @Positive int connections) {
    /**
     * The form the directory client takes.
     *
     * @throws IllegalArgumentException when the settings are unsafe or contradict each other
     */
    DirectorySource toDirectorySource() {
      return new DirectorySource(
          name,
          new Servers(urls, transport, trustFile, connectTimeout, responseTimeout, connections),
          new ServiceAccount(bindDn, bindPasswordFile),
          new Users(userBase, loginAttributes, userFilter, attributes.toMapping()));
    }
  }

  /**
   * Attribute names; the first one present wins.
   *
   * @param externalId an identifier that survives renaming
   * @param username the login name
   * @param familyName family name
   * @param givenNames middle and given name
   * @param fullName the whole name in Vietnamese order
   * @param mail mail address
   * @param telephone telephone number
   */
  record Attributes(
      @DefaultValue({"entryUUID", "objectGUID"}) List<String> externalId,
      @DefaultValue({"uid", "sAMAccountName"}) List<String> username,
      @DefaultValue("sn") List<String> familyName,
      @DefaultValue("givenName") List<String> givenNames,
      @DefaultValue({"displayName", "cn"}) List<String> fullName,
      @DefaultValue("mail") List<String> mail,
      @DefaultValue({"telephoneNumber", "mobile"}) List<String> telephone) {
    AttributeMapping toMapping() {
      return new AttributeMapping(
          externalId, username, familyName, givenNames, fullName, mail, telephone);
    }
  }
}
