"""The demonstration's settings, with static files listed once and compressed, as a province's installation has them."""

from nhipcau.config.settings import demo

vars().update({name: value for name, value in vars(demo).items() if name.isupper()})
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
