/**
 * What can be done with codes: drawing, interpolating, finding the axes along which they vary, and
 * telling how likely rows are.
 */
@NullMarked
package org.ae4j.core.latent;

import org.jspecify.annotations.NullMarked;
