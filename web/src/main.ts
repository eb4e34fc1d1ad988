import '../../crates/report/templates/report.css';
import '../../crates/report/src/chart/style.css';
import './shell/pages.css';

import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element #app');

mount(App, { target });
