import './theme.css';
import './parts/dk-app.js';
