/**
 * What can be done with a model's codes: drawing, interpolating, and telling how likely rows are.
 */
@NullMarked
package org.ae4j.core.latent;

import org.jspecify.annotations.NullMarked;
