/** Shows pictures in notebooks of the Rapaio kernel, which finds this package by itself. */
@NullMarked
package org.ae4j.pictures.rapaio;

import org.jspecify.annotations.NullMarked;
