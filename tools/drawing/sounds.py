"""The two recordings of the demonstration: a bell, computed; and a picture that moves, recorded in a browser."""

from __future__ import annotations

import base64
import io
import wave

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

RATE = 11025
STROKES, LENGTH = (0.4, 4.2, 8.0), 13.0
# Partial, how loud, how long it lasts (s): those of a bronze bell, its hum an octave below.
PARTIALS = (
    (0.5, 0.6, 5.5), (1.0, 1.0, 4.2), (1.19, 0.65, 3.4), (1.5, 0.4, 2.6), (2.0, 0.55, 2.2), (2.52, 0.25, 1.3),
    (3.01, 0.2, 0.9), (4.1, 0.14, 0.5),
)  # fmt: skip


def bell(pitch: float = 196.0) -> bytes:
    """Three strokes as WAV."""
    moment: NDArray[np.float64] = np.arange(int(RATE * LENGTH)) / RATE
    sound = np.zeros_like(moment)
    for stroke in STROKES:
        since = np.clip(moment - stroke, 0, None)
        for partial, loud, lasts in PARTIALS:
            beat = 1 + 0.12 * np.sin(2 * np.pi * 0.9 * partial * since)
            sound += (moment >= stroke) * loud * beat * np.exp(-since / lasts) * np.sin(2 * np.pi * pitch * partial * since)
    sound *= np.clip((LENGTH - moment) / 1.5, 0, 1) / np.abs(sound).max() * 0.8
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    return target.getvalue()


# A boat crosses the picture, the light moves, plucked notes of a pentatonic scale: twelve seconds as WebM.
SCRIPT = """async ([picture, boat, seconds]) => {
  const load = source => new Promise(done => { const image = new Image(); image.onload = () => done(image); image.src = source; });
  const [scene, sail] = [await load(picture), await load(boat)];
  const canvas = document.createElement('canvas'); canvas.width = 960; canvas.height = 640;
  const context = canvas.getContext('2d');
  const audio = new AudioContext(); const out = audio.createMediaStreamDestination();
  const notes = [392, 440, 523.25, 587.33, 659.25, 523.25, 440, 392, 329.63, 392];
  notes.forEach((pitch, index) => {
    const at = audio.currentTime + 0.4 + index * 1.1;
    const voice = audio.createOscillator(), volume = audio.createGain();
    voice.type = 'triangle'; voice.frequency.value = pitch;
    volume.gain.setValueAtTime(0, at); volume.gain.linearRampToValueAtTime(0.35, at + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 1.9);
    voice.connect(volume).connect(out); voice.start(at); voice.stop(at + 2);
  });
  const stream = new MediaStream([...canvas.captureStream(20).getTracks(), ...out.stream.getTracks()]);
  const recorder = new MediaRecorder(stream, {mimeType: 'video/webm;codecs=vp9,opus', videoBitsPerSecond: 350000, audioBitsPerSecond: 32000});
  const parts = []; recorder.ondataavailable = event => parts.push(event.data);
  const began = performance.now(); recorder.start();
  await new Promise(done => {
    const draw = () => {
      const time = (performance.now() - began) / 1000, share = time / seconds, zoom = 1 + 0.06 * share;
      context.drawImage(scene, -480 * (zoom - 1), -380 * (zoom - 1), 960 * zoom, 640 * zoom);
      for (let i = 0; i < 40; i++) {
        const depth = ((i * 37) % 40) / 40, y = 392 + 240 * depth * depth;
        context.fillStyle = `rgba(255,244,207,${0.25 + 0.25 * Math.sin(time * 2 + i)})`;
        context.fillRect(652 + 60 * (1 + depth) * Math.sin(i * 2.4 + time * 0.3), y, 10 + 40 * depth, 1 + 2 * depth);
      }
      context.drawImage(sail, -170 + 700 * share, 455 + 3 * Math.sin(time * 1.4), 170, 68);
      time < seconds ? setTimeout(draw, 50) : done();
    };
    draw();
  });
  await new Promise(done => { recorder.onstop = done; recorder.stop(); });
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  let text = ''; for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}"""


def film(page: Page, picture: bytes, boat: str, seconds: float = 12.0) -> bytes:
    """A WebM of the picture (JPEG) with the boat (SVG) crossing it. Recorded in real time, so never twice the same."""
    pictures = [f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}", f"data:image/svg+xml;base64,{base64.b64encode(boat.encode()).decode()}"]
    return base64.b64decode(page.evaluate(SCRIPT, [*pictures, seconds]))
