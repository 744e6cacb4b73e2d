import './theme.css';
import './parts/dr-app.js';
import './parts/dr-ops.js';
