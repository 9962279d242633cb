package vn.antin.signing.csc;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The API of the Cloud Signature Consortium.
 *
 * @param name the service's name, as {@code info} tells it
 * @param description what it is, in a line
 * @param logo address of a picture; this service's own when it is not set
 * @param openAuthorizations how many approvals one system may be waiting for
 * @param largestDocuments body of {@code signatures/signDoc}, whose documents are in base64 and
 *     held in memory
 * @param documents how many documents or hashes one call of it may name
 * @param documentCalls how many calls of it are worked on at the same time on this node, and how
 *     many calls of all kinds that are answered later
 * @param waitingCalls how many calls of one system may wait for their answer
 * @param answersKept how long an answer that comes later can be fetched
 * @param responseHosts names or addresses that may be told of an answer although they are not
 *     public; plain HTTP is taken only from these
 */
@Validated
@ConfigurationProperties("antin.csc")
record CscProperties(
    @DefaultValue("Ấn Tín") @NotBlank String name,
    @DefaultValue("Chữ ký số công vụ") @NotBlank String description,
    @Nullable URI logo,
    @DefaultValue("1000") @Min(1) int openAuthorizations,
    @DefaultValue("20MB") @NotNull DataSize largestDocuments,
    @DefaultValue("100") @Min(1) int documents,
    @DefaultValue("4") @Min(1) int documentCalls,
    @DefaultValue("50") @Min(1) int waitingCalls,
    @DefaultValue("24h") @NotNull Duration answersKept,
    @DefaultValue List<String> responseHosts) {
  CscProperties {
    responseHosts = responseHosts.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }
}
