package vn.antin.auth.sample;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The made-up province.
 *
 * @param officials how many made-up officials the database should hold; 0 makes none
 */
@ConfigurationProperties("antin.sample")
@Validated
record SampleProperties(@DefaultValue("0") @PositiveOrZero @Max(1_000_000) int officials) {}
