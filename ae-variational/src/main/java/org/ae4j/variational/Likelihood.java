package org.ae4j.variational;

import java.util.List;
import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.BuildContext;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Loss;
import org.ae4j.api.Parameter;

/**
 * How rows are distributed around what the decoder returns, as the configured loss says: {@code
 * bce} a Bernoulli distribution of each feature, {@code cce} one category a row, {@code mse} a
 * Gaussian of one variance for all features, which is learned unless it is given (Rybkin et al.,
 * 2021), or whatever else {@link Loss#likelihood()} stands for.
 *
 * @param loss -log p(x|z) of a row in nats, summed over the features; with logits for {@code bce}
 *     and {@code cce}. For values between 0 and 1 {@code bce} is that of a Bernoulli distribution
 *     in the mean only
 * @param logVariance what is learned beside the networks
 */
record Likelihood(Loss loss, Optional<Parameter> logVariance) {
  static final String USAGE = "sigma=learned";

  private static final String LEARNED = "learned";

  /**
   * Where the learned log variance starts: well below the variance of scaled rows, so that the
   * reconstruction weighs more than the prior at first and codes do not collapse.
   */
  private static final float START_UNIT = -3;

  private static final float START_OTHER = -1;

  static Likelihood read(AutoencoderConfig config, Arguments options, BuildContext context) {
    Loss configured = context.loss(config.loss());
    Expression loss = Expression.parse(config.loss());
    if (loss.named().getOrDefault("reduction", "sum").equals("mean")) {
      throw new ConfigurationException(
          "variant variational sums the reconstruction over the features, got loss "
              + loss
              + "; leave the reduction out, or weigh the divergence by --option beta");
    }
    if (!loss.name().equals("mse") && options.text("sigma").isPresent()) {
      throw new ConfigurationException("option sigma is for loss mse, got loss " + loss);
    }
    if (loss.name().equals("mse")) {
      return gaussian(config, options, context);
    }
    return new Likelihood(
        configured
            .likelihood()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "variant variational needs a loss that is a likelihood: bce (Bernoulli),"
                            + " mse (Gaussian), cce (categorical) or that of a table, got "
                            + loss)),
        Optional.empty());
  }

  private static Likelihood gaussian(
      AutoencoderConfig config, Arguments options, BuildContext context) {
    Loss squares = context.loss("mse(reduction=sum)");
    if (options.text("sigma").orElse(LEARNED).equals(LEARNED)) {
      float start = config.scaling().equals("unit") ? START_UNIT : START_OTHER;
      Parameter learned = context.vector("likelihood.log_variance", 1, start);
      return new Likelihood(new GaussianLoss(squares, learned), Optional.of(learned));
    }
    float fixed = (float) (2 * Math.log(options.number("sigma", 1e-3, 1e3, 1)));
    Parameter constant = new Parameter("sigma", 1, 1, new float[] {fixed});
    return new Likelihood(new GaussianLoss(squares, constant), Optional.empty());
  }

  List<Parameter> parameters() {
    return logVariance.stream().toList();
  }

  /** Returns the gradient of a batch's mean loss by the learned log variance. */
  static float byLogVariance(double meanLoss, int features, float logVariance) {
    return (float)
        (features / 2.0 - (meanLoss - GaussianLoss.normalization(features, logVariance)));
  }
}
