import './theme.css';
import './parts/dr-app.js';
