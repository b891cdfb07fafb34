// Nothing to call: the library works by being preloaded (see FailingCalls.c).
#pragma once
