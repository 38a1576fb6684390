/** How the learning rate changes while a model is trained. */
@NullMarked
package org.ae4j.core.schedule;

import org.jspecify.annotations.NullMarked;
