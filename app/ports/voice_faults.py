"""The causes that the voice of the hall can name, each with its plain words and the next step."""

from app.errors import declare
from i18n import N_

NO_SOUND = declare(
    "voice.no_sound",
    N_("Nothing can be heard: there is no loudspeaker, or it is busy."),
    N_(
        "Connect a loudspeaker and look at the sound settings of the system; call visitors by your "
        "own voice until then."
    ),
)
BROKEN_OFF = declare(
    "voice.broken_off",
    N_("The voice broke off before the end."),
    N_("Call the visitor by your own voice, or call the ticket once more."),
)
NO_SPEECH = declare(
    "voice.no_speech",
    N_("The speech program gives no sound in the language «{language}»."),
    N_(
        "Ask the administrator to install «espeak-ng» anew; call visitors by your own voice until "
        "then."
    ),
)
CLIPS_UNNAMED = declare(
    "voice.clips_unnamed",
    N_("The recordings of the voice cannot be used: «{file}» is missing or not filled in."),
    N_(
        "The file must say who recorded the voice and under which licence; ask the administrator to "
        "complete it."
    ),
)
CLIP_MISSING = declare(
    "voice.clip_missing",
    N_("The recording «{clip}» is missing or damaged."),
    N_(
        "Ask the administrator for the recording, or to install «espeak-ng»; call the visitor by "
        "your own voice until then."
    ),
)
CLIP_FORM = declare(
    "voice.clip_form",
    N_("The recording «{clip}» is of another form than the others: {form} in place of {usual}."),
    N_("All recordings must be alike: WAV of 16 bits, with one rate and one number of channels."),
)
