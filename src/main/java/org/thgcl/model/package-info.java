/// What is common to all models: the configuration with its presets.
package org.thgcl.model;
