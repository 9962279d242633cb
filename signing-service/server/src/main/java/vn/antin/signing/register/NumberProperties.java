package vn.antin.signing.register;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Registers.
 *
 * @param aDay how many numbers of one register one application takes in a day, in Vietnam: numbers
 *     that are given up are never given again
 */
@Validated
@ConfigurationProperties("antin.registers")
record NumberProperties(@DefaultValue("500") @Min(1) int aDay) {}
